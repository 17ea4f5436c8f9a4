using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Names of layers and outputs: free in C#, and distinct in weight files.</summary>
internal static class NameRules
{
    private static readonly HashSet<string> s_generated = new(StringComparer.Ordinal)
    {
        "EqualityContract", "Forward", "FromWeights", "GeneratedPlan", "GetWeights", "Layers", "ModelDescription", "Predict", "Prediction",
        "PrintMembers", "SetWeights", "Trainer", "Weights",
    };

    /// <summary>Names that a property of <c>Prediction</c> can't have.</summary>
    public static IEnumerable<string> InPrediction => ["Rows", "Prediction", "Equals", "GetHashCode", "GetType", "ToString", ""];

    /// <summary>Checks names of properties.</summary>
    public static void CheckMembers(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter)
    {
        var inherited = InheritedNames(type);
        var all = new HashSet<string>(layers.Select(static l => l.Name), StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            var taken = layer.Name switch
            {
                _ when layer.Name == type.Name => "it is the class's own",
                _ when s_generated.Contains(layer.Name) => "GenNet generates a member of that name",
                _ when inherited.Contains(layer.Name) => "GenNet.Model has a member of that name",
                _ when layer.Name.EndsWith("Weights", StringComparison.Ordinal) && all.Contains(layer.Name.Substring(0, layer.Name.Length - "Weights".Length)) =>
                    $"it is the type of the weights of '{layer.Name.Substring(0, layer.Name.Length - "Weights".Length)}'",
                _ => null,
            };
            if (taken is not null)
                reporter.Report(DiagnosticDescriptors.NameTaken, layer.Location, layer.Name, taken);
        }
    }

    /// <summary>Checks names in weight files.</summary>
    public static void CheckKerasNames(IReadOnlyList<LayerDeclaration> layers, IReadOnlyList<InputNode> inputs, Reporter reporter)
    {
        var owners = new Dictionary<string, (string Name, string Owner)>(StringComparer.OrdinalIgnoreCase);
        foreach (var input in inputs)
            owners[input.KerasName] = (input.KerasName, $"input '{input.Name}'");
        foreach (var layer in layers)
        {
            var problem = layer.KerasName switch
            {
                "" => "which is empty",
                var name when name.Any(static c => c == '/' || char.IsWhiteSpace(c) || char.IsControl(c)) => "which must have no slash and no space",
                var name when owners.TryGetValue(name, out var other) => other.Name == name
                    ? $"as {other.Owner} is"
                    : $"which differs from '{other.Name}' of {other.Owner} in case only",
                _ => null,
            };
            if (problem is not null)
                reporter.Report(DiagnosticDescriptors.LayerName, layer.Arguments.LocationOf("name", layer.Location), layer.Name, layer.KerasName, problem);
            else
                owners[layer.KerasName] = (layer.KerasName, $"layer '{layer.Name}'");
        }
    }

    private static HashSet<string> InheritedNames(INamedTypeSymbol type)
    {
        var library = type.ContainingModule.ReferencedAssemblySymbols.FirstOrDefault(static a => a.Name == "GenNet");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var current = library?.GetTypeByMetadataName("GenNet.Model"); current is not null; current = current.BaseType)
        {
            names.UnionWith(current.GetMembers()
                .Where(static m => m.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                .Select(static m => m.Name));
        }
        return names;
    }
}
