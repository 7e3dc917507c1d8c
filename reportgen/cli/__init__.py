"""The commands: the only place that knows the terminal, the clock and exit codes.

Everything heavy is imported inside a command, so that help and a mistake are answered at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from reportgen.cli import looking, making, starting
from reportgen.cli.making import FORMATS
from reportgen.cli.shared import commands
from reportgen.errors import UserError
from reportgen.failures import confess, explain, refuse

__all__ = ["FORMATS", "looking", "making", "run", "starting"]

DONE, INTERRUPTED, TERMINATED = 0, 130, 143
_UNCHANGED = "Afgebroken. Wat er al stond, is ongewijzigd."


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return the exit code; whatever goes wrong is said in Dutch on standard error."""
    try:
        status = commands.main(list(arguments), prog_name="reportgen", standalone_mode=False)
    except UserError as error:
        return refuse(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        if isinstance(error.__cause__, EOFError):  # which Click takes for an interruption
            return confess(error.__cause__, "--debug" in arguments)
        click.echo(_UNCHANGED, err=True)
        return INTERRUPTED
    except SystemExit as ending:
        if ending.code == TERMINATED:  # after a closed terminal nobody reads what is said
            click.echo(_UNCHANGED, err=True)
        raise
    except Exception as error:  # noqa: BLE001 the one place where a bug is caught, to be told as one
        return explain(error, "--debug" in arguments)
    return status or DONE
