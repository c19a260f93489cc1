"""Write the pages that are made from the ledger: `make pages`."""

from . import coverage, errata

for room in (coverage, errata):
    room.PAGE.write_text(room.page(), encoding="utf-8")
