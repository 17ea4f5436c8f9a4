namespace GenNet;

/// <summary>How windows treat the border, as in Keras and TensorFlow.</summary>
public enum Padding
{
    /// <summary>Only windows that lie within the input: ⌊(n − window) / stride⌋ + 1 outputs.</summary>
    Valid,

    /// <summary>⌈n / stride⌉ outputs; of an odd padding the extra element comes after.</summary>
    Same,
}
