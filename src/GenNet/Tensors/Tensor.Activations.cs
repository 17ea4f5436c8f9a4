namespace GenNet;

// Activations.
public sealed partial class Tensor
{
    /// <summary><see cref="Activation.ReLU"/>. Keras: <c>keras.ops.relu</c>.</summary>
    public static Tensor Relu(Tensor x) => Run("Relu", ("x", x));

    /// <summary><see cref="Activation.ReLU6"/>. Keras: <c>keras.ops.relu6</c>.</summary>
    public static Tensor Relu6(Tensor x) => Run("Relu6", ("x", x));

    /// <summary><see cref="Activation.Sigmoid"/>. Keras: <c>keras.ops.sigmoid</c>.</summary>
    public static Tensor Sigmoid(Tensor x) => Run("Sigmoid", ("x", x));

    /// <summary><see cref="Activation.Tanh"/>. Keras: <c>keras.ops.tanh</c>.</summary>
    public static Tensor Tanh(Tensor x) => Run("Tanh", ("x", x));

    /// <summary><see cref="Activation.SELU"/>. Keras: <c>keras.ops.selu</c>.</summary>
    public static Tensor Selu(Tensor x) => Run("Selu", ("x", x));

    /// <summary><see cref="Activation.SiLU"/>. Keras: <c>keras.ops.silu</c>.</summary>
    public static Tensor Silu(Tensor x) => Run("Silu", ("x", x));

    /// <summary><see cref="Activation.Softplus"/>. Keras: <c>keras.ops.softplus</c>.</summary>
    public static Tensor Softplus(Tensor x) => Run("Softplus", ("x", x));

    /// <summary><see cref="Activation.Softsign"/>. Keras: <c>keras.ops.softsign</c>.</summary>
    public static Tensor Softsign(Tensor x) => Run("Softsign", ("x", x));

    /// <summary><see cref="Activation.HardSigmoid"/>. Keras: <c>keras.ops.hard_sigmoid</c>.</summary>
    public static Tensor HardSigmoid(Tensor x) => Run("HardSigmoid", ("x", x));

    /// <summary><see cref="Activation.HardSiLU"/>. Keras: <c>keras.ops.hard_silu</c>.</summary>
    public static Tensor HardSilu(Tensor x) => Run("HardSilu", ("x", x));

    /// <summary><see cref="Activation.LogSigmoid"/>. Keras: <c>keras.ops.log_sigmoid</c>.</summary>
    public static Tensor LogSigmoid(Tensor x) => Run("LogSigmoid", ("x", x));

    /// <summary><see cref="Activation.HardTanh"/>. Keras: <c>keras.ops.hard_tanh</c>.</summary>
    public static Tensor HardTanh(Tensor x) => Run("HardTanh", ("x", x));

    /// <summary><see cref="Activation.TanhShrink"/>. Keras: <c>keras.ops.tanh_shrink</c>.</summary>
    public static Tensor TanhShrink(Tensor x) => Run("TanhShrink", ("x", x));

    /// <summary><see cref="Activation.SparsePlus"/>. Keras: <c>keras.ops.sparse_plus</c>.</summary>
    public static Tensor SparsePlus(Tensor x) => Run("SparsePlus", ("x", x));

    /// <summary><see cref="Activation.SparseSigmoid"/>. Keras: <c>keras.ops.sparse_sigmoid</c>.</summary>
    public static Tensor SparseSigmoid(Tensor x) => Run("SparseSigmoid", ("x", x));

    /// <summary><see cref="Activation.Sparsemax"/>. Keras: <c>keras.ops.sparsemax</c>.</summary>
    public static Tensor Sparsemax(Tensor x) => Run("Sparsemax", ("x", x));

    /// <summary><see cref="Activation.GLU"/>. Keras: <c>keras.ops.glu</c>.</summary>
    public static Tensor Glu(Tensor x) => Run("Glu", ("x", x));

    /// <summary>x where it is positive, else slope · x. Keras: <c>keras.ops.leaky_relu</c>.</summary>
    public static Tensor LeakyRelu(Tensor x, double negativeSlope = 0.2) => Run("LeakyRelu", ("x", x), ("negative_slope", negativeSlope));

    /// <summary>x where it is positive, else alpha · (eˣ − 1). Keras: <c>keras.ops.elu</c>.</summary>
    public static Tensor Elu(Tensor x, double alpha = 1) => Run("Elu", ("x", x), ("alpha", alpha));

    /// <summary>max(x, 0) + min(alpha · (e^(x / alpha) − 1), 0). Keras: <c>keras.ops.celu</c>.</summary>
    public static Tensor Celu(Tensor x, double alpha = 1) => Run("Celu", ("x", x), ("alpha", alpha));

    /// <summary>x where |x| is above the threshold, else 0. Keras: <c>keras.ops.hard_shrink</c>.</summary>
    public static Tensor HardShrink(Tensor x, double threshold = 0.5) => Run("HardShrink", ("x", x), ("threshold", threshold));

    /// <summary>x moved towards 0 by the threshold, and 0 within it. Keras: <c>keras.ops.soft_shrink</c>.</summary>
    public static Tensor SoftShrink(Tensor x, double threshold = 0.5) => Run("SoftShrink", ("x", x), ("threshold", threshold));

    /// <summary>½·(x + √(x² + b)). Keras: <c>keras.ops.squareplus</c>.</summary>
    public static Tensor Squareplus(Tensor x, double b = 4) => Run("Squareplus", ("x", x), ("b", b));

    /// <summary>x where it is above a threshold, else a value. Keras: <c>keras.ops.threshold</c>.</summary>
    public static Tensor Threshold(Tensor x, double threshold, double defaultValue) => Run("Threshold", ("x", x), ("threshold", threshold), ("default_value", defaultValue));

    /// <summary>½·x·(1 + erf(x / √2)), or as it was first approximated, by tanh. Keras: <c>keras.ops.gelu</c>.</summary>
    public static Tensor Gelu(Tensor x, bool approximate = true) => Run("Gelu", ("x", x), ("approximate", approximate));

    /// <summary>eˣ / Σeˣ along an axis, the batch being 0. Keras: <c>keras.ops.softmax</c>.</summary>
    public static Tensor Softmax(Tensor x, int axis = -1) => Run("Softmax", ("x", x), ("axis", axis));

    /// <summary>eˣ / Σeˣ along several axes. Keras: <c>keras.ops.softmax</c>.</summary>
    public static Tensor Softmax(Tensor x, ReadOnlySpan<int> axis) => Run("Softmax", ("x", x), ("axis", axis.ToArray()));

    /// <summary>x − ln Σeˣ along an axis, the batch being 0. Keras: <c>keras.ops.log_softmax</c>.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis = -1) => Run("LogSoftmax", ("x", x), ("axis", axis));
}
