"""A training step on TensorFlow in Python: one tf.function with automatic differentiation and Keras's Adam."""

import tensorflow as tf

from contestant import compete


def tacet(w, image, sigma_map):
    def conv(x, name):
        return tf.nn.bias_add(tf.nn.conv2d(x, w[name + ".w"], 1, "SAME"), w[name + ".b"])

    h = tf.concat([tf.nn.space_to_depth(image / 200, 2), sigma_map], 3)
    h = tf.nn.relu(conv(h, "head"))
    for block in range(1, 5):
        h = h + conv(tf.nn.relu(conv(h, f"block{block}.first")), f"block{block}.second")
    return 100 * tf.nn.depth_to_space(conv(h, "tail"), 2)


def seo_2018(w, image):
    h = image
    for i, activation in enumerate([tf.sigmoid, tf.tanh, tf.atan, tf.nn.relu, tf.tanh, tf.nn.relu], 1):
        h = activation(tf.nn.conv2d(h, w[f"layer{i}.w"], 1, "SAME")) * image + image
    return h


def make_step(start, weights, inputs):
    tf.config.threading.set_intra_op_parallelism_threads(start["threads"])
    variables = {name: tf.Variable(value, name=name.replace(".", "_")) for name, value in weights.items()}
    adam = tf.keras.optimizers.Adam(start["learningRate"], epsilon=1e-8)
    adam.build(list(variables.values()))

    @tf.function
    def update(given):
        with tf.GradientTape() as tape:
            if start["network"] == "tacet":
                rest = given["noisy"] - tacet(variables, given["noisy"], given["sigmaMap"])
                squared = tf.square((rest - given["clean"]) * given["inverseScale"])
                loss = tf.reduce_sum(tf.sqrt(squared + 0.09) * given["weight"])
            else:
                error = seo_2018(variables, given["noisy"]) - given["clean"]
                loss = tf.reduce_sum(tf.square(error * given["inverseScale"]) * given["weight"])
        adam.apply_gradients(zip(tape.gradient(loss, list(variables.values())), variables.values()))
        return loss

    return lambda: update({name: tf.constant(value) for name, value in inputs.items()}).numpy()


compete(make_step)
