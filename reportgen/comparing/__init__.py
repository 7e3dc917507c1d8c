"""What differs between two outputs, two fact books or two waves: figures, meanings, charts, questions; pure."""
