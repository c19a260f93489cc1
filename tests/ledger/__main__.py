"""Write the pages that are made from the ledger: `make pages`."""

from . import errata

errata.PAGE.write_text(errata.page(), encoding="utf-8")
