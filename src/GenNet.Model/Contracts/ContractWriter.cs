using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Writes contracts in their one canonical form. Columns are fixed, so that a longer name moves no other line.</summary>
internal static class ContractWriter
{
    private const int NameWidth = 17;

    private static readonly ConditionalWeakTable<ContractVersion, string> s_bodies = new();

    /// <summary>The whole file.</summary>
    public static string Write(WeightContract contract)
    {
        var text = new StringBuilder();
        text.Append(ContractText.Header(contract.Grammar)).Append('\n');
        Comments(text, contract.Comments, "");
        text.Append("model ").Append(ContractText.Name(contract.Model)).Append('\n');
        foreach (var version in contract.Versions)
        {
            Comments(text, version.Comments, "");
            text.Append("version ").Append(version.Number.ToString(CultureInfo.InvariantCulture)).Append(version.IsDraft ? " draft" : "")
                .Append(version.Form == KerasForm.Automatic ? "" : " " + KerasEnum.Name(version.Form)).Append('\n');
            Body(text, version, withComments: true);
        }
        Comments(text, contract.CommentsAtEnd, "");
        return contract.NewLine == "\n" ? text.ToString() : text.Replace("\n", contract.NewLine).ToString();
    }

    /// <summary>Everything under <c>version</c>, without comments. Whoever compares a version asks for it again.</summary>
    public static string Body(ContractVersion version) => s_bodies.GetValue(version, static version =>
    {
        var text = new StringBuilder();
        Body(text, version, withComments: false);
        return text.ToString();
    });

    /// <summary>A variable's line without indentation.</summary>
    public static string Variable(ContractVariable variable) =>
        Column(variable.Name, NameWidth - 2) + variable.Description + (variable.IsState ? " state" : "");

    /// <summary>A layer's line without indentation; <paramref name="previous"/> is the value of the line before.</summary>
    public static string Layer(ContractLayer layer, ContractValue? previous = null)
    {
        var from = layer.Calls.Count == 1 && layer.Calls[0].Count == 1 && layer.Calls[0][0] == previous ? null : From(layer.Calls);
        return Line(ContractText.Name(layer.Name), layer.Kind, layer.TrainingOnly, layer.Arguments, from);
    }

    private static void Body(StringBuilder text, ContractVersion version, bool withComments)
    {
        foreach (var variable in version.Layers.Where(static layer => layer.IsVariable))
        {
            if (withComments)
                Comments(text, variable.Comments, "    ");
            text.Append("    ").Append(Variable(variable.Variables[0] with { Name = variable.Name })).Append('\n');
        }
        foreach (var input in version.Inputs)
        {
            var arguments = new List<ContractArgument> { new("dtype", input.DType), new("shape", ContractText.Shape(input.Shape)) };
            if (input.HasRunTimeLength)
                arguments.Add(new(ContractInput.VariableLength, ArgumentValue.Of(true).Contract));
            text.Append("  ").Append(Line("(" + ContractText.Name(input.Name) + ")", ContractInput.Kind, false, arguments.ToEquatableArray(), null)).Append('\n');
        }
        var previous = version.ValueBefore(0);
        for (var i = 0; i < version.Layers.Count; previous = version.ValueBefore(++i))
        {
            var layer = version.Layers[i];
            if (layer.IsVariable)
                continue;
            if (withComments)
                Comments(text, layer.Comments, "  ");
            text.Append("  ").Append(Layer(layer, previous)).Append('\n');
            foreach (var variable in layer.Variables)
            {
                if (withComments)
                    Comments(text, variable.Comments, "    ");
                text.Append("    ").Append(Variable(variable)).Append('\n');
            }
        }
        foreach (var operation in version.Operations)
        {
            text.Append("  ").Append(Line(
                "(" + ContractText.Name(operation.Name) + ")", operation.Kind, false, operation.Arguments, From(EquatableArray.Of(operation.Inputs)))).Append('\n');
        }
        // What a bare weight file holds returns nothing.
        var isImplied = version.Outputs.Count == 0 ? previous is null : version.Outputs.Count == 1 && version.Outputs[0] == previous;
        if (!isImplied)
        {
            text.Append("  ").Append(Line(
                "(" + ContractText.OutputsName + ")", ContractText.OutputsKind, false, default, From(EquatableArray.Of(version.Outputs)))).Append('\n');
        }
    }

    private static string Line(string name, string kind, bool trainingOnly, EquatableArray<ContractArgument> arguments, string? from)
    {
        var line = new StringBuilder(name.PadRight(NameWidth)).Append("  ").Append(kind);
        if (trainingOnly)
            line.Append(" training");
        foreach (var argument in arguments)
            line.Append(' ').Append(ContractText.Name(argument.Name)).Append('=').Append(ContractText.ArgumentValue(argument.Value));
        if (from is not null)
            line.Append(" from=").Append(from);
        return line.ToString();
    }

    private static string From(EquatableArray<EquatableArray<ContractValue>> calls)
    {
        var from = string.Join(";", calls.Select(static call => string.Join(",", call.Select(ContractText.Value))));
        return from.Length == 0 ? ContractText.Nothing : from;
    }

    private static string Column(string name, int width) => ContractText.Name(name).PadRight(width) + "  ";

    private static void Comments(StringBuilder text, EquatableArray<string> comments, string indent)
    {
        foreach (var comment in comments)
            text.Append(comment.Length == 0 ? "" : indent).Append(comment).Append('\n');
    }
}
