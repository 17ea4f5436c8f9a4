using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Names;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads methods with <c>[WeightMigration]</c>.</summary>
internal static class MigrationParser
{
    private const string Attribute = "WeightMigrationAttribute";

    /// <summary>The migrations in the order of the versions that they begin with; reports what is none.</summary>
    public static EquatableArray<MigrationNode> Parse(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var migrations = new SortedDictionary<int, MigrationNode>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.Attribute(Attribute) is not { } attribute)
                continue;
            var from = attribute.Named("From").Value is int number ? number : 0;
            var (to, problem) = Read(method, from, cancellation);
            problem ??= migrations.TryGetValue(from, out var other) ? $"begins with version {Text(from)}, as '{other.Method}' does: one way leads on from a version" : null;
            if (problem is not null)
                reporter.Report(DiagnosticDescriptors.Migration, attribute.Location(cancellation) ?? method.Locations[0], method.Name, problem);
            else
                migrations[from] = new(method.Name, from, to!.Value);
        }
        return migrations.Values.ToEquatableArray();
    }

    private static (int? To, string? Problem) Read(IMethodSymbol method, int from, CancellationToken cancellation)
    {
        if (from < 1)
            return (null, "must say with From which version of the contract it begins with: [WeightMigration(From = 1)]");
        if (method is not { IsStatic: true, Arity: 0, ReturnsByRef: false, ReturnsByRefReadonly: false } || method.Parameters.Length != 2 || method.Parameters.Any(static p => p.RefKind != RefKind.None))
            return (null, $"must be as static {GeneratedMembers.Weights} {method.Name}({VersionWeights.TypeOf(from)} old, {GeneratedMembers.Weights} fresh)");
        // The types are of the part that is being generated, which the compiler doesn't know yet: they go by what is written.
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax;
        var (old, fresh, result) = (NameOf(syntax?.ParameterList.Parameters[0].Type), NameOf(syntax?.ParameterList.Parameters[1].Type), NameOf(syntax?.ReturnType));
        if (old != VersionWeights.TypeOf(from))
            return (null, $"begins with version {Text(from)}, so its first parameter is of type {VersionWeights.TypeOf(from)}, and not {old}");
        if (result is null || fresh != result)
            return (null, $"takes {fresh} and returns {result}: both are the weights that it leads to, such as {GeneratedMembers.Weights}");
        if (result == GeneratedMembers.Weights)
            return (0, null);
        return VersionWeights.VersionIn(result) is { } to && to > from
            ? (to, null)
            : (null, $"leads to {result}: that must be {GeneratedMembers.Weights}, those of the class, or {VersionWeights.TypeOf(from + 1)} for a version after {Text(from)}");
    }

    private static string? NameOf(TypeSyntax? type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => type?.ToString(),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
