using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using GenNet.Graph;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes all files of a model.</summary>
internal static class ModelEmitter
{
    /// <summary>The generated files; for a wrong model just bodies for its properties, so that its own errors are the only ones.</summary>
    public static IEnumerable<GeneratedFile> Emit(ClassDeclaration declaration, ModelSpec? spec, KnownVersion? contract)
    {
        if (spec is null || contract is null)
            return [new($"{declaration.HintName}.g.cs", StubEmitter.Emit(declaration))];
        var model = new CompiledModel(spec);
        return
        [
            new($"{declaration.HintName}.g.cs", MembersEmitter.Emit(declaration, model)),
            new($"{declaration.HintName}.Weights.g.cs", WeightsEmitter.Emit(declaration, spec)),
            new($"{declaration.HintName}.Description.g.cs", DescriptionEmitter.Emit(declaration, model, contract)),
            new($"{declaration.HintName}.Plan.g.cs", PlanEmitter.Emit(declaration, model)),
        ];
    }
}

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name, unique in a compilation.</param>
/// <param name="Text">What it holds.</param>
internal sealed record GeneratedFile(string HintName, SourceText Text);
