# score: 0
# says: not 3 values
direction = np.array([-1, -1, 1])
