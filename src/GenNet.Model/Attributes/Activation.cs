namespace GenNet;

/// <summary>
/// Activation functions, by Keras' names (<c>keras.activations</c>): <c>Activation.LeakyReLU</c> is <c>"leaky_relu"</c>.
/// Swish is <see cref="SiLU"/> and hard swish is <see cref="HardSiLU"/>, as in Keras.
/// </summary>
public enum Activation
{
    /// <summary>x</summary>
    Linear,
    /// <summary>max(x, 0)</summary>
    ReLU,
    /// <summary>min(max(x, 0), 6)</summary>
    ReLU6,
    /// <summary>x where x is positive, else 0.2·x</summary>
    LeakyReLU,
    /// <summary>x where x is positive, else eˣ − 1</summary>
    ELU,
    /// <summary>Scaled ELU: 1.0507009873554805·(x where x is positive, else 1.6732632423543772·(eˣ − 1))</summary>
    SELU,
    /// <summary>max(x, 0) + min(eˣ − 1, 0)</summary>
    CELU,
    /// <summary>½·x·(1 + erf(x / √2))</summary>
    GELU,
    /// <summary>Gated linear unit over the last axis: the first half times the sigmoid of the second; halves the axis.</summary>
    GLU,
    /// <summary>x·sigmoid(x)</summary>
    SiLU,
    /// <summary>x·hard_sigmoid(x)</summary>
    HardSiLU,
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    Sigmoid,
    /// <summary>min(max(x / 6 + ½, 0), 1)</summary>
    HardSigmoid,
    /// <summary>ln(1 / (1 + e⁻ˣ))</summary>
    LogSigmoid,
    /// <summary>(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</summary>
    Tanh,
    /// <summary>min(max(x, −1), 1)</summary>
    HardTanh,
    /// <summary>x − tanh(x)</summary>
    TanhShrink,
    /// <summary>x where |x| is above ½, else 0</summary>
    HardShrink,
    /// <summary>x moved towards 0 by ½, and 0 within ½</summary>
    SoftShrink,
    /// <summary>eˣ</summary>
    Exponential,
    /// <summary>ln(1 + eˣ)</summary>
    Softplus,
    /// <summary>x / (1 + |x|)</summary>
    Softsign,
    /// <summary>x·tanh(ln(1 + eˣ))</summary>
    Mish,
    /// <summary>½·(x + √(x² + 4))</summary>
    Squareplus,
    /// <summary>0 up to −1, ¼·(x + 1)² up to 1, then x</summary>
    SparsePlus,
    /// <summary>0 up to −1, ½·(x + 1) up to 1, then 1</summary>
    SparseSigmoid,
    /// <summary>eˣ / Σeˣ over the last axis</summary>
    Softmax,
    /// <summary>x − ln Σeˣ over the last axis</summary>
    LogSoftmax,
    /// <summary>
    /// max(x − τ, 0) along the last axis, as Keras computes it. Where more than one element is in the support, Keras' τ is not that of the
    /// Euclidean projection onto the probability simplex (Martins and Astudillo, 2016), and the outputs' sum is not 1.
    /// </summary>
    Sparsemax,
    /// <summary>min(max(0.2·x + ½, 0), 1): what <c>hard_sigmoid</c> was in Keras 1 and 2, where it is the default of recurrent layers' gates up to 2.2</summary>
    HardSigmoidKeras2,
}
