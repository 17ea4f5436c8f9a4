using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What calls of layers say besides their inputs, as <c>use_causal_mask</c>. A contract says it where it isn't false; two versions are compared with it at every layer whose calls may say it, if either
/// says it at any.
/// </summary>
internal static class CallSettings
{
    private const string Default = "false";

    /// <summary>The version with the settings at every such layer, if <paramref name="version"/> or <paramref name="other"/> says them at any.</summary>
    public static ContractVersion Said(ContractVersion version, ContractVersion other)
    {
        var said = version.Layers.Concat(other.Layers).GroupBy(static layer => layer.Kind).Where(static layers => Differ(layers))
            .ToDictionary(static layers => layers.Key, static layers => SaidOf(layers).ToArray(), StringComparer.Ordinal);
        return said.Values.All(static settings => settings.Length == 0) ? version : version with
        {
            Layers = version.Layers.Select(layer => said.TryGetValue(layer.Kind, out var settings) ? With(layer, settings) : layer).ToEquatableArray(),
        };
    }

    private static bool Differ(IEnumerable<ContractLayer> layers) => layers.Select(static layer => string.Join(" ", layer.Arguments.Select(static a => a.Name))).Distinct().Skip(1).Any();

    private static IEnumerable<string> SaidOf(IEnumerable<ContractLayer> layers) =>
        layers.SelectMany(static layer => LayerPrototype.CallArgumentsOf(layer.Kind, layer.Arguments).Where(name => layer.Arguments.Any(a => a.Name == name))).Distinct();

    private static ContractLayer With(ContractLayer layer, IEnumerable<string> settings) =>
        layer with { Arguments = layer.Arguments.Concat(settings.Where(name => !layer.Arguments.Any(a => a.Name == name)).Select(static name => new ContractArgument(name, Default))).ToEquatableArray() };
}
