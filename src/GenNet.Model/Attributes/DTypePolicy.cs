namespace GenNet;

/// <summary>
/// In which type a layer computes, and in which it has its variables: Keras' dtype policies. What enters a layer in another type of real numbers is cast to the type that it computes in;
/// whole numbers are where a layer takes them as such.
/// </summary>
/// <remarks>
/// Values of float16 and bfloat16 are computed in float32 and rounded to the type after each layer. float64 is computed in double throughout. Training is in float32.
/// </remarks>
public enum DTypePolicy
{
    /// <summary>Computation and variables in float32: Keras' <c>float32</c>.</summary>
    Float32,

    /// <summary>Computation and variables in float16: Keras' <c>float16</c>.</summary>
    Float16,

    /// <summary>Computation and variables in bfloat16: Keras' <c>bfloat16</c>.</summary>
    BFloat16,

    /// <summary>Computation and variables in float64: Keras' <c>float64</c>.</summary>
    Float64,

    /// <summary>Computation in float16, variables in float32: Keras' <c>mixed_float16</c>.</summary>
    MixedFloat16,

    /// <summary>Computation in bfloat16, variables in float32: Keras' <c>mixed_bfloat16</c>.</summary>
    MixedBFloat16,
}
