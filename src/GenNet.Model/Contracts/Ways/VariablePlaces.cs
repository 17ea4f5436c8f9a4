using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Where a layer's variables lie below it in files, which a contract doesn't say and its class does.</summary>
public static class VariablePlaces
{
    /// <summary>What is known of each variable of <paramref name="layer"/> in its order; null where GenNet doesn't know the class, or this variable of it.</summary>
    public static IReadOnlyList<VariableSpec?> Of(ContractLayer layer)
    {
        var known = LayerPrototype.Of(layer.Kind, layer.Arguments)?.Variables ?? [];
        return layer.Variables.Select(variable => known.FirstOrDefault(spec => spec.Name == variable.Name)).ToArray();
    }
}
