namespace GenNet;

/// <summary>Element types of inputs, of values between layers and of stored weights.</summary>
public enum DType
{
    /// <summary>32-bit IEEE 754 number: Keras' <c>float32</c>.</summary>
    Float32,

    /// <summary>32-bit signed integer: Keras' <c>int32</c>.</summary>
    Int32,

    /// <summary>True or false, as a mask, one byte each: Keras' <c>bool</c>.</summary>
    Bool,

    /// <summary>64-bit signed integer: Keras' <c>int64</c>.</summary>
    Int64,

    /// <summary>16-bit IEEE 754 number: Keras' <c>float16</c>.</summary>
    Float16,

    /// <summary>The upper half of a float32: Keras' <c>bfloat16</c>.</summary>
    BFloat16,

    /// <summary>64-bit IEEE 754 number: Keras' <c>float64</c>.</summary>
    Float64,
}
