using GenNet.Specs;

namespace GenNet.Generators.Names;

/// <summary>What the code of a user's layer calls what it has declared: the members of its <c>ForwardPass</c> and <c>BackwardPass</c>.</summary>
internal static class PassMembers
{
    private static readonly string[] s_always =
    [
        "Rows", "Training", "IsTrained", "Arguments", "Output", "OutputShape", "OutputGradient", "FillUniform", "For", "ForwardPass", "BackwardPass", "Equals", "GetHashCode", "GetType",
        "MemberwiseClone", "ReferenceEquals", "ToString", "Finalize",
    ];

    /// <summary>All names, one that is taken twice twice.</summary>
    public static IEnumerable<string> Of(CustomLayerDefinition layer) =>
    [
        .. s_always,
        .. layer.Inputs.SelectMany(static input => (string[])[Of(input.Name), Of(input.Name) + "Shape", .. input.DType == DType.Float32 ? [Of(input.Name) + "Gradient"] : Array.Empty<string>()]),
        .. layer.Weights.SelectMany(static weight => (string[])[Of(weight), Of(weight) + (weight.IsState ? "Update" : "Gradient")]),
        .. layer.Saved.Concat(layer.Scratch).Select(static memory => Of(memory.Name)),
    ];

    /// <summary>The member for something of that name.</summary>
    public static string Of(string name) => name.Length == 0 ? "" : Identifiers.Pascal(name);

    /// <summary>The member for a weight.</summary>
    public static string Of(CustomWeight weight) => Naming.PascalCase.Of(weight.Name);

    /// <summary>The type of an element in C#; null if a layer of a user's can't take such.</summary>
    public static string? TypeOf(DType type) => type switch
    {
        DType.Float32 => "float",
        DType.Int32 => "int",
        DType.Int64 => "long",
        DType.Bool => "bool",
        _ => null,
    };
}
