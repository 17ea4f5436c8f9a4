using GenNet.Contracts;
using GenNet.Graph;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Conformance.Guard;

/// <summary>Writes into a class what its layers were called.</summary>
internal static class Renames
{
    /// <summary>The source with <c>[FormerName("…")]</c> at every layer that was renamed.</summary>
    /// <param name="source">The class, and those of the models among its layers.</param>
    /// <param name="model">What it is.</param>
    /// <param name="renames">Old names by new ones.</param>
    public static string Tell(string source, ModelSpec model, IReadOnlyDictionary<string, string> renames)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot();
        var places = renames.Select(rename => (At: PropertyOf(root, model, rename.Key).SpanStart, Old: FormerNames.ToDeclare(rename.Value, rename.Key))).OrderByDescending(static place => place.At);
        foreach (var (at, old) in places)
            source = source.Insert(at, $"[FormerName(\"{old}\")] ");
        return source;
    }

    private static PropertyDeclarationSyntax PropertyOf(CompilationUnitSyntax root, ModelSpec model, string name)
    {
        var submodel = model.Submodels.FirstOrDefault(inner => name.StartsWith(inner.KerasName + "/", StringComparison.Ordinal));
        if (submodel is not null)
            return PropertyOf(root, submodel.Model, name[(submodel.KerasName.Length + 1)..]);
        var property = model.Submodels.FirstOrDefault(inner => inner.KerasName == name)?.Property ?? model.Layers.Single(layer => layer.KerasName == name).Property;
        return root.DescendantNodes().OfType<ClassDeclarationSyntax>().Single(type => type.Identifier.ValueText == model.ClassName)
            .Members.OfType<PropertyDeclarationSyntax>().Single(member => member.Identifier.ValueText == property);
    }
}
