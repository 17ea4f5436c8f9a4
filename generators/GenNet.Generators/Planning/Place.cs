namespace GenNet.Generators.Planning;

/// <summary>Where a value or gradient lies.</summary>
/// <param name="Kind">In which memory.</param>
/// <param name="Index">Number of the input or output, or offset in the arena in float32 values per row.</param>
internal readonly record struct Place(PlaceKind Kind, int Index);

/// <summary>Memories of a pass.</summary>
internal enum PlaceKind
{
    /// <summary>Nowhere: nobody wants it.</summary>
    None,
    /// <summary>A model input.</summary>
    Input,
    /// <summary>A model output.</summary>
    Output,
    /// <summary>The arena of values between layers.</summary>
    Activation,
    /// <summary>The gradient of a model input.</summary>
    InputGradient,
    /// <summary>The gradient of a model output.</summary>
    OutputGradient,
    /// <summary>The arena of gradients between layers.</summary>
    Gradient,
}
