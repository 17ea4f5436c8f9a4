using System.Globalization;
using System.Security;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>
/// Writes what an editor shows where a layer's property is looked at: its shapes, its variables and how many parameters they are. The compiler takes the documentation of the implementing part alone, so
/// what the user has written on the declaration is repeated.
/// </summary>
internal static class PropertyDocumentation
{
    private const string EndOfSummary = "</summary>";

    /// <summary>The comment before a property.</summary>
    public static void Emit(SourceWriter writer, PropertyDeclaration property, ModelSpec model)
    {
        var lines = Paragraphs(property, model).Select(static line => SecurityElement.Escape(line)).ToArray();
        if (property.Documentation.Length == 0)
            Write(writer, $"<summary>{string.Concat(lines.Select(static (line, i) => i == 0 ? line : Paragraph(line)))}{EndOfSummary}");
        else if (property.Documentation.Contains(EndOfSummary))
            Write(writer, property.Documentation.Replace(EndOfSummary, string.Concat(lines.Select(Paragraph)) + EndOfSummary));
        else
            Write(writer, $"<summary>{string.Concat(lines.Select(Paragraph))}{EndOfSummary}\n{property.Documentation}");
    }

    private static void Write(SourceWriter writer, string text)
    {
        foreach (var line in text.Replace("\r\n", "\n").Split('\n'))
            writer.Line($"/// {line.Trim()}".TrimEnd());
    }

    private static string Paragraph(string line) => $"\n<para>{line}</para>";

    private static IEnumerable<string> Paragraphs(PropertyDeclaration property, ModelSpec model)
    {
        var layers = Enumerable.Range(0, model.Layers.Count).Where(i => model.Layers[i].Declaration == property.Name).ToArray();
        var parameters = layers.SelectMany(i => model.Layers[i].Variables).ToArray();
        var count = property.List?.Count ?? 1;
        var what = property.IsSubmodel
            ? $"{Simple(property.List?.Type ?? property.Type)}, a model of {Number(property.LayerCount)} {(property.LayerCount == 1 ? "layer" : "layers")}"
            : $"{(property.IsVariable ? "A weight of the model's own" : model.Layers[layers[0]].Spec.Kind)}{Shapes(layers[0], model)}";
        yield return $"{(count > 1 ? $"{Number(count)} times " : "")}{what}: {Parameters(parameters)}{(count > 1 ? " in all" : "")}.";
        var first = layers.Take(property.IsSubmodel ? property.LayerCount : 1);
        foreach (var line in property.IsSubmodel ? first.Select(i => Layer(model.Layers[i])) : first.SelectMany(i => model.Layers[i].Variables.Select(v => Variable(model.Layers[i], v))))
            yield return line;
    }

    private static string Shapes(int layer, ModelSpec model)
    {
        var call = model.Calls.FirstOrDefault(call => call.Layer == layer);
        if (call is null || model.Layers[layer].IsVariable)
            return "";
        var inputs = call.Inputs.Where(static value => value != CallNode.Absent).Select(value => model.ShapeOf(value).ToKerasString());
        return $", {string.Join(" and ", inputs)} to {string.Join(" and ", call.Inferred.Outputs.Select(static output => output.Shape.ToKerasString()))}";
    }

    private static string Layer(LayerNode layer) => $"{layer.KerasName} ({layer.Spec.Kind}): {Parameters([.. layer.Variables])}";

    private static string Variable(LayerNode layer, VariableSpec variable) =>
        $"{layer.NameOf(variable)}: {KerasEnum.Name(variable.DType)} {variable.Shape.ToKerasString()}{(variable.IsState ? ", state" : "")}";

    private static string Parameters(IReadOnlyList<VariableSpec> variables)
    {
        var (all, state) = (variables.Sum(static v => v.Shape.ElementCount), variables.Where(static v => v.IsState).Sum(static v => v.Shape.ElementCount));
        return all == 0 ? "no parameters" : $"{Number(all)} {(all == 1 ? "parameter" : "parameters")}{(state == 0 ? "" : $", {Number(state)} of them state")}";
    }

    private static string Simple(string type) => type.Substring(Math.Max(type.LastIndexOf('.'), type.LastIndexOf(':')) + 1);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
