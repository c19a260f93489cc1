"""What the course covers, and where its sources are wrong: two pages, written by `make pages`.

`inventory.toml` lists what the sources teach, and where the course does. Errata stand in a file per
source, each with a case that the form in print must fail.
"""
