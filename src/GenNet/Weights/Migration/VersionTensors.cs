using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>The weights of one version, in the order of its contract, on their way to the class.</summary>
/// <param name="Version">The version.</param>
/// <param name="Variables">Its variables.</param>
internal sealed record VersionTensors(ContractVersion Version, IReadOnlyList<VersionTensor> Variables)
{
    /// <summary>The values in the order of <paramref name="names"/>.</summary>
    public Tensor[] InOrderOf(IReadOnlyList<string> names)
    {
        var byName = Variables.ToDictionary(static variable => variable.Name, static variable => variable.Values, StringComparer.Ordinal);
        return [.. names.Select(name => byName[name])];
    }

    /// <summary>Names of the variables of a version: <c>dense/kernel</c>; of weights of the model's own <c>offset</c>.</summary>
    public static IEnumerable<(string Name, ContractLayer Layer, ContractVariable Variable)> VariablesOf(ContractVersion version) =>
        version.Layers.SelectMany(static layer => layer.Variables.Select(variable => (layer.IsVariable ? layer.Name : $"{layer.Name}/{variable.Name}", layer, variable)));
}

/// <summary>A variable of a version.</summary>
/// <param name="Name">Its name with its layer's.</param>
/// <param name="Values">Its values.</param>
/// <param name="Origin">Where they come from.</param>
internal sealed record VersionTensor(string Name, Tensor Values, TensorOrigin Origin);

/// <summary>Where values come from.</summary>
/// <param name="File">The array that they were read from; null if they weren't.</param>
/// <param name="Method">The migration that made them; null if none did, and of initial values.</param>
internal sealed record TensorOrigin(LoadedVariable? File, string? Method)
{
    /// <summary>Initial values.</summary>
    public static TensorOrigin Initial { get; } = new(null, null);
}
