namespace GenNet;

/// <summary>How a variable starts, with the default arguments of the Keras initializer of that name.</summary>
public enum Initializer
{
    /// <summary>All 0.</summary>
    Zeros,
    /// <summary>All 1.</summary>
    Ones,
    /// <summary>Uniform within ±√(6 / (fan_in + fan_out)).</summary>
    GlorotUniform,
    /// <summary>Truncated normal, standard deviation √(2 / (fan_in + fan_out)).</summary>
    GlorotNormal,
    /// <summary>Uniform within ±√(6 / fan_in).</summary>
    HeUniform,
    /// <summary>Truncated normal, standard deviation √(2 / fan_in).</summary>
    HeNormal,
    /// <summary>Uniform within ±√(3 / fan_in).</summary>
    LecunUniform,
    /// <summary>Truncated normal, standard deviation √(1 / fan_in).</summary>
    LecunNormal,
    /// <summary>Uniform within ±0.05.</summary>
    RandomUniform,
    /// <summary>Normal, standard deviation 0.05.</summary>
    RandomNormal,
    /// <summary>Normal, standard deviation 0.05, drawn again outside two standard deviations.</summary>
    TruncatedNormal,
    /// <summary>A matrix with orthonormal rows or columns.</summary>
    Orthogonal,
}
