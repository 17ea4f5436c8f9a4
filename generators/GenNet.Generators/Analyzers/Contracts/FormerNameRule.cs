using System.Collections.Immutable;
using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1045: <c>[FormerName]</c> says a name that leads to nothing in any version of the contract.</summary>
internal sealed class FormerNameRule() : ContractRule(DiagnosticDescriptors.FormerNameUnknown)
{
    private const string Attribute = "FormerNameAttribute";
    private const string Since = "Since";

    public override IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation)
    {
        if (comparison.File?.Parsed.Contract is not { } contract || comparison.Model.Layers.All(static layer => layer.History.FormerNames.Count == 0))
            yield break;
        var names = new DeclaredNames(comparison, contract);
        foreach (var property in comparison.Type.GetMembers().OfType<IPropertySymbol>())
        {
            foreach (var attribute in property.GetAttributes().Where(static a => a.AttributeClass.Is(Attribute)))
            {
                // A slash in front names a layer of the model around this one, which other contracts have.
                if (attribute.ConstructorArguments is [{ Value: string { Length: > 0 } name }] && name[0] != '/' && !names.Leads(property.Name, name))
                    yield return Report(property, attribute, name, names, contract, comparison, cancellation);
            }
        }
    }

    private Diagnostic Report(IPropertySymbol property, AttributeData attribute, string name, DeclaredNames names, WeightContract contract, ModelComparison comparison, CancellationToken cancellation)
    {
        var ((isPresent, wasThere), since) = (names.Known(name), attribute.Named(Since).Value is int number ? number : 0);
        var next = (contract.Current.IsDraft ? contract.Current.Number : contract.Current.Number + 1).ToString(CultureInfo.InvariantCulture);
        var nearest = wasThere ? null : names.NearestTo(property.Name, name);
        var (problem, remedy) = wasThere && since == 0 && names.IsExchanged(property.Name, name)
            ? ($"'{name}' is a layer of the class that declares this one's name, and nothing tells which versions are from before they were exchanged", $"say since when on both: [FormerName(\"{name}\", Since = {next})]")
            : wasThere && names.WithBoth(property.Name, name) is { } both
                ? ($"version {both.Number.ToString(CultureInfo.InvariantCulture)} has a layer '{name}' beside this one{(isPresent ? ", and so has the class" : "")}", "take it out" + (since == 0 ? $", or say with Since in which version the name was this layer's last" : ""))
            : wasThere ? ($"the versions that have '{name}' are {(since > 0 ? $"not before version {since.ToString(CultureInfo.InvariantCulture)}" : "another layer's as well, as is declared")}", since > 0 ? $"write Since = {next}, or leave it out" : "say it once")
            : ($"no version of {comparison.File!.FileName} has it", nearest is null ? "write the name that files and the contract have, which is Keras' (snake case), or take it out" : $"write [FormerName(\"{nearest}\")]");
        var argument = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault();
        var properties = nearest is null || argument is null ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(
                ChangeFixes.Prefix + "FormerName",
                SourceEdit.Write($"Write the name '{nearest}'", [new(argument.SyntaxTree.FilePath, argument.Expression.SpanStart, argument.Expression.Span.Length, ArgumentValue.Of(nearest).CSharp)]));
        // A draft forgets what it was before it was accepted, and files of other programs have names that no contract knew.
        var isKnownToBeWrong = wasThere || nearest is not null || contract.Versions.Any(static version => !version.IsDraft) || names.IsReported(property.Name);
        return Diagnostic.Create(
            Rule, argument?.GetLocation() ?? attribute.Location(cancellation) ?? property.Locations[0], isKnownToBeWrong ? Rule.DefaultSeverity : DiagnosticSeverity.Info, [], properties,
            $"{comparison.Model.ClassName}.{property.Name}", name, problem, remedy);
    }
}
