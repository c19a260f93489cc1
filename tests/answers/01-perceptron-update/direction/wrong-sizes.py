# score: 1
direction = np.array([-1, -2, 3, 1])
