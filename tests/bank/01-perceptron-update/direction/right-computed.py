# score: 2
x = np.array([-1, -2, 3])
direction = np.append(np.sign(x), 1.0)
