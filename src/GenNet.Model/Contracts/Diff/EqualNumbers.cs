using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Layers that compute in float32 take numbers as such: two that are one float32 are one, and are written in its shortest text.</summary>
internal static class EqualNumbers
{
    /// <summary><paramref name="version"/> with its numbers as float32.</summary>
    public static ContractVersion Of(ContractVersion version) => version.Layers.Any(static layer => IsOther(layer.Arguments)) || version.Operations.Any(static operation => IsOther(operation.Arguments))
        ? version with
        {
            Layers = version.Layers.Select(static layer => IsOther(layer.Arguments) ? layer with { Arguments = Written(layer.Arguments) } : layer).ToEquatableArray(),
            Operations = version.Operations.Select(static operation => IsOther(operation.Arguments) ? operation with { Arguments = Written(operation.Arguments) } : operation).ToEquatableArray(),
        }
        : version;

    private static bool IsOther(EquatableArray<ContractArgument> arguments) => ComputeTypes.Of(arguments) != KerasEnum.Name(DType.Float64) && arguments.Any(static a => Written(a.Value) != a.Value);

    private static EquatableArray<ContractArgument> Written(EquatableArray<ContractArgument> arguments) => arguments.Select(static a => a with { Value = Written(a.Value) }).ToEquatableArray();

    private static string Written(string value) => value.Length < 4 || (value.IndexOf('.') < 0 && value.IndexOf('E') < 0)
        ? value
        : string.Join(",", value.Split(',').Select(static part => IsReal(part) && double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? ArgumentValue.Of((double)(float)number).Contract
            : part));

    private static bool IsReal(string text) => text.IndexOf('.') >= 0 || text.IndexOf('E') >= 0;
}
