"""The house style: one `brand.toml` that CSS, charts and PDF alike take their colours and type from."""

from reportgen.brand.css import HOUSE, css_variables, dark_css_variables, dark_partner_variables, partner_variables
from reportgen.brand.model import COLOURS, Brand, FontFile, Mark, Partner, Theme, colours
from reportgen.brand.reading import is_partners_brand, read_brand

__all__ = [
    "COLOURS",
    "HOUSE",
    "Brand",
    "FontFile",
    "Mark",
    "Partner",
    "Theme",
    "colours",
    "css_variables",
    "dark_css_variables",
    "dark_partner_variables",
    "is_partners_brand",
    "partner_variables",
    "read_brand",
]
