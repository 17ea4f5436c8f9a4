using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What layers compute in. A contract says it where it isn't float32; two versions are compared with it at every layer, if either says it at any.
/// </summary>
internal static class ComputeTypes
{
    private static readonly string s_default = KerasEnum.Name(DType.Float32);

    /// <summary>The version with the type at every layer, if <paramref name="version"/> or <paramref name="other"/> says it at any.</summary>
    public static ContractVersion Said(ContractVersion version, ContractVersion other) => version.Layers.Concat(other.Layers).Any(IsSaid)
        ? version with { Layers = version.Layers.Select(static layer => layer.IsVariable || IsSaid(layer) ? layer : layer with { Arguments = layer.Arguments.Append(new(ContractLayer.ComputeType, s_default)).ToEquatableArray() }).ToEquatableArray() }
        : version;

    /// <summary>The type that a call computes in; null for float32.</summary>
    public static string? Of(EquatableArray<ContractArgument> arguments) =>
        arguments.FirstOrDefault(static a => a.Name == ContractLayer.ComputeType)?.Value is { } type && type != s_default ? type : null;

    /// <summary>Whether a change of <paramref name="argument"/> shows in the types of <paramref name="variables"/> that have changed.</summary>
    public static bool Retypes(string argument, IEnumerable<ContractChange> variables) =>
        argument == ContractLayer.ComputeType && variables.Any(static change => change.Kind == ChangeKind.DTypeChanged);

    private static bool IsSaid(ContractLayer layer) => layer.Arguments.Any(static argument => argument.Name == ContractLayer.ComputeType);
}
