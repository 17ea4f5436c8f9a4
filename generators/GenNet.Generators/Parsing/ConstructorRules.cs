using GenNet.Generators.Diagnostics;
using GenNet.Generators.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>A model is made by its generated constructor: others may be added that begin with it.</summary>
internal static class ConstructorRules
{
    private const string Chain = "declare a constructor that begins with the generated one, as 'public {0}(int size) : this(seed: 0) {{ }}'";

    /// <summary>Whether the class has a primary constructor.</summary>
    public static bool HasPrimary(INamedTypeSymbol type, CancellationToken cancellation) => type.InstanceConstructors.Any(c => Syntax(c, cancellation) is TypeDeclarationSyntax);

    /// <summary>Whether the generated constructor can be written.</summary>
    public static bool IsFree(INamedTypeSymbol type, CancellationToken cancellation) =>
        !HasPrimary(type, cancellation) && !type.InstanceConstructors.Any(IsGenerated);

    /// <summary>Reports what doesn't go together with the generated constructor.</summary>
    public static void Check(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            var problem = Syntax(constructor, cancellation) switch
            {
                TypeDeclarationSyntax { ParameterList: not null } => "has a primary constructor, which would have to be called by the generated one",
                ConstructorDeclarationSyntax when IsGenerated(constructor) => "declares the constructor that GenNet generates",
                ConstructorDeclarationSyntax { Initializer: not { RawKind: (int)SyntaxKind.ThisConstructorInitializer } } =>
                    "has a constructor that doesn't begin with the generated one, which makes the layers",
                _ => null,
            };
            if (problem is not null)
                Report(type, constructor, problem, string.Format(System.Globalization.CultureInfo.InvariantCulture, Chain, type.Name), reporter);
        }
        foreach (var member in type.GetMembers().Where(IsRequired))
            Report(type, member, $"has the required member '{member.Name}', which {GeneratedMembers.FromWeights} can't set", "take 'required' away, or give it to a constructor", reporter);
    }

    // Of layers it is said where their form is checked.
    private static bool IsRequired(ISymbol member) =>
        member is IFieldSymbol { IsRequired: true } || (member is IPropertySymbol { IsRequired: true } property && !property.Type.IsLayerOrModel());

    private static void Report(INamedTypeSymbol type, ISymbol at, string problem, string instead, Reporter reporter) =>
        reporter.Report(DiagnosticDescriptors.Construction, at.Locations.FirstOrDefault(), type.Name, problem, instead);

    private static SyntaxNode? Syntax(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.IsImplicitlyDeclared || constructor.DeclaringSyntaxReferences.IsEmpty ? null : constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation);

    private static bool IsGenerated(IMethodSymbol constructor) => GeneratedMembers.Constructors.Any(parameters => NameRules.HasParameters(constructor, parameters));
}
