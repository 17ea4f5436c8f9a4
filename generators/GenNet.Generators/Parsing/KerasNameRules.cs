using System.Globalization;
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
            reporter.Report(DiagnosticDescriptors.LayerName, new AttributeArguments(attribute, cancellation).LocationOf("name"), "Model", type.Name, Shown(name), problem);
    }

    // HDF5 keeps a list of names in 64 KB.
    private const int LongestName = 1000;
    private const int LongestShown = 100;

    private static string? ProblemOf(string name) => name switch
    {
        "" => "which is empty",
        "." or ".." => "which is a folder's in paths",
        { Length: > LongestName } => $"which has more than {LongestName.ToString(CultureInfo.InvariantCulture)} characters",
        _ when name.Any(static c => c is '/' or '\\' || char.IsWhiteSpace(c)) => "which must have no slash and no space",
        _ when name.Where((c, i) => char.IsControl(c) || (char.IsSurrogate(c) && !char.IsSurrogatePair(name, i) && (i == 0 || !char.IsSurrogatePair(name, i - 1)))).Any() => "which must have no character that can't be printed",
        _ => null,
    };

    // As a message can hold it.
    private static string Shown(string name) =>
        new([.. (name.Length <= LongestShown ? name : name.Substring(0, LongestShown) + "…").Select(static c => char.IsControl(c) ? '\uFFFD' : c)]);

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
                reporter.Report(DiagnosticDescriptors.LayerName, location(), what, name, Shown(kerasName), problem);
            else
                owners[kerasName] = (kerasName, $"{what.ToLowerInvariant()} '{name}'");
        }
    }
}
