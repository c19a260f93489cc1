# score: 0
# says: worked out by hand
from nnlib.datasets import fourier_features
