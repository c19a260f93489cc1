# score: 0
# says: `to_columns` of nnlib
from nnlib.notation import to_columns as columns


def to_columns(X, W, b):
    return columns(X, W, b)
