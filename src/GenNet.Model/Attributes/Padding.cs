namespace GenNet;

/// <summary>How windows treat the border, as in Keras and TensorFlow.</summary>
public enum Padding
{
    /// <summary>Only windows that lie within the input: ⌊(n − window) / stride⌋ + 1 outputs.</summary>
    Valid,

    /// <summary>⌈n / stride⌉ outputs; of an odd padding the extra element comes after.</summary>
    Same,

    /// <summary>⌈n / stride⌉ outputs, all of the padding before the input, so that an output depends on nothing that comes after it: convolutions of sequences alone.</summary>
    Causal,
}
