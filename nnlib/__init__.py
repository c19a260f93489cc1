"""A small NumPy library for perceptrons and backpropagation, to be read like a textbook."""
