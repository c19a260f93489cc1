# score: 0
# says: No `direction`
direction = np.array([-1, -1, 1, 1]) + unknown
