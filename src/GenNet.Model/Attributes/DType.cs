namespace GenNet;

/// <summary>Element types of inputs and stored weights.</summary>
public enum DType
{
    /// <summary>32-bit IEEE 754 number: Keras' <c>float32</c>.</summary>
    Float32,

    /// <summary>32-bit signed integer: Keras' <c>int32</c>.</summary>
    Int32,

    /// <summary>True or false, as a mask: Keras' <c>bool</c>.</summary>
    Bool,
}
