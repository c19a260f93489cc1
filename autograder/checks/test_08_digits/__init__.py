"""Checks of 08-digits: a network with one layer of ReLUs that names a class."""
