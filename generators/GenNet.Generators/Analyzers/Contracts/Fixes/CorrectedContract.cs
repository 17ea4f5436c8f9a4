using System.Text.RegularExpressions;
using GenNet.Contracts;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>
/// The text of a contract whose lines say what no layer has, with those words written anew: a name as the layer's class has it, a value or an element type as another version or the class has it. No other word
/// changes, and where nothing tells the truth, none.
/// </summary>
internal static class CorrectedContract
{
    private static readonly string[] s_types = [.. ((DType[])Enum.GetValues(typeof(DType))).Select(static type => KerasEnum.Name(type.ToString()))];

    /// <summary>The text; null if not all that is wrong can be corrected.</summary>
    /// <param name="text">The text as it is.</param>
    /// <param name="contract">What was read of it.</param>
    /// <param name="wrong">What is wrong in it.</param>
    /// <param name="now">The class as a contract has it; null if there is none, or it has errors.</param>
    public static string? Of(string text, WeightContract contract, IEnumerable<WrongArgument> wrong, ContractVersion? now)
    {
        var lines = text.Split('\n');
        foreach (var argument in wrong)
            lines[argument.Line - 1] = Corrected(lines[argument.Line - 1], argument, contract, now);
        var corrected = string.Join("\n", lines);
        return WeightContract.Parse(corrected).Contract is { } read && !ContractArguments.WrongIn(read).Any() ? corrected : null;
    }

    private static string Corrected(string line, WrongArgument wrong, WeightContract contract, ContractVersion? now)
    {
        var layer = contract.Versions.SelectMany(static version => version.Layers).First(layer => layer.Line == wrong.Line || layer.Variables.Any(variable => variable.Line == wrong.Line));
        var known = contract.Versions.Append(now).OfType<ContractVersion>().SelectMany(static version => version.Layers)
            .Where(other => other.Name == layer.Name && other.Kind == layer.Kind && other.Line != layer.Line).ToArray();
        if (layer.Line != wrong.Line)
        {
            var name = layer.Variables.First(variable => variable.Line == wrong.Line).Name;
            var type = known.SelectMany(static other => other.Variables).Where(variable => variable.Name == name && s_types.Contains(variable.DType)).Select(static variable => variable.DType).FirstOrDefault();
            return Replace(line, wrong.Text, (type ?? NearestName.Of(wrong.Text, s_types)) ?? wrong.Text);
        }
        if (layer.Arguments.FirstOrDefault(argument => argument.Name == wrong.Text) is { } invented)
            return wrong.Instead is { } nearest ? Replace(line, wrong.Text + "=", nearest + "=") : Replace(line, $" {invented.Name}={invented.Value}", "");
        var mistaken = layer.Arguments.First(argument => argument.Value == wrong.Text);
        var value = known.SelectMany(static other => other.Arguments).Where(argument => argument.Name == mistaken.Name && argument.Value != mistaken.Value).Select(static argument => argument.Value).FirstOrDefault();
        return value is null ? line : Replace(line, $"{mistaken.Name}={mistaken.Value}", $"{mistaken.Name}={value}");
    }

    private static string Replace(string line, string word, string instead) => new Regex(Regex.Escape(word)).Replace(line, instead.Replace("$", "$$"), 1);
}
