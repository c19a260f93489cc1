"""How fast one step of `nnlib` is, the loss and all gradients, beside its peers: `make bench`.

Each `with_….py` computes the same cases with another library. `reference` says what is right,
`clock` measures, `goals` says what is hoped for, and `report` prints it all.
"""
