using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Names in weight files: such as Keras takes, and distinct.</summary>
internal static class KerasNameRules
{
    /// <summary>Checks the name of the model itself, which stands before those of its layers where it is one of another model's.</summary>
    public static void CheckModel(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        if (type.Attribute("ModelAttribute") is { } attribute && attribute.GivenName() is { } name && ProblemOf(name) is { } problem)
            reporter.Report(DiagnosticDescriptors.LayerName, new AttributeArguments(attribute, cancellation).LocationOf("name"), "Model", type.Name, name, problem);
    }

    private static string? ProblemOf(string name) => name.Length == 0 ? "which is empty"
        : name.Any(static c => c == '/' || char.IsWhiteSpace(c) || char.IsControl(c)) ? "which must have no slash and no space"
        : null;

    /// <summary>Checks the names of inputs and layers.</summary>
    public static void Check(IReadOnlyList<LayerDeclaration> layers, IReadOnlyList<InputNode> inputs, Func<InputNode, Location?> locationOf, Reporter reporter)
    {
        var owners = new Dictionary<string, (string Name, string Owner)>(StringComparer.OrdinalIgnoreCase);
        foreach (var input in inputs)
            Check("Input", input.Name, input.KerasName, () => locationOf(input));
        foreach (var layer in layers)
            Check("Layer", layer.Label, layer.KerasName, () => layer.Arguments.LocationOf("name", layer.Location));

        void Check(string what, string name, string kerasName, Func<Location?> location)
        {
            var problem = kerasName switch
            {
                _ when ProblemOf(kerasName) is { } own => own,
                _ when owners.TryGetValue(kerasName, out var other) => other.Name == kerasName
                    ? $"as {other.Owner} is"
                    : $"which differs from '{other.Name}' of {other.Owner} in case only",
                _ => null,
            };
            if (problem is not null)
                reporter.Report(DiagnosticDescriptors.LayerName, location(), what, name, kerasName, problem);
            else
                owners[kerasName] = (kerasName, $"{what.ToLowerInvariant()} '{name}'");
        }
    }
}
