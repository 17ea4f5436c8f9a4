using GenNet.Generators.Planning;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes all files of a model.</summary>
internal static class ModelEmitter
{
    /// <summary>The generated files; of a wrong model just what keeps other errors than its own away.</summary>
    public static IEnumerable<GeneratedFile> Emit(GeneratorModel model)
    {
        var (declaration, name) = (model.Declaration, model.HintName);
        if (model is not { Spec: { } spec, Contract: { } contract })
            return model.Skeleton is { } skeleton ? [new(name + HintNames.Members, SkeletonEmitter.Emit(declaration, skeleton))] : [];
        var compiled = new CompiledModel(spec);
        IEnumerable<GeneratedFile> versions = VersionsEmitter.Emit(declaration, spec, contract, model.Kept, model.Missing) is { } records ? [new(name + HintNames.Versions, records)] : [];
        return
        [
            new(name + HintNames.Members, MembersEmitter.Emit(declaration, compiled)),
            new(name + HintNames.Weights, WeightsEmitter.Emit(declaration, spec)),
            new(name + HintNames.Description, DescriptionEmitter.Emit(declaration, compiled, contract, model.Kept)),
            new(name + HintNames.Plan, PlanEmitter.Emit(declaration, compiled, model.Gpu)),
            .. versions,
        ];
    }
}

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name, unique in a compilation.</param>
/// <param name="Text">What it holds.</param>
internal sealed record GeneratedFile(string HintName, SourceText Text);
