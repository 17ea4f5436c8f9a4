using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Names in weight files: such as Keras takes, and distinct.</summary>
internal static class KerasNameRules
{
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
                "" => "which is empty",
                _ when kerasName.Any(static c => c == '/' || char.IsWhiteSpace(c) || char.IsControl(c)) => "which must have no slash and no space",
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
