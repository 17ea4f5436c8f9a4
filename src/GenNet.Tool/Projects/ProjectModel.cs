using GenNet.Contracts;
using GenNet.Graph;

namespace GenNet.Tool.Projects;

/// <summary>A model of a project, and where its weight contract is.</summary>
/// <param name="Spec">The model.</param>
/// <param name="SourceFile">The file that declares its class.</param>
/// <param name="Folder">The project's folder.</param>
internal sealed record ProjectModel(ModelSpec Spec, string SourceFile, string Folder)
{
    /// <summary>The contract's file: one in the project that names the model, else the one to write beside the class.</summary>
    public string ContractFile => Directory
        .EnumerateFiles(Folder, Spec.ClassName + WeightContract.FileSuffix, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault(IsOwn) ?? Path.Combine(Path.GetDirectoryName(SourceFile)!, Spec.ClassName + WeightContract.FileSuffix);

    /// <summary>The contract so far; null if there is none.</summary>
    /// <exception cref="ProjectException">Its text is wrong.</exception>
    public WeightContract? ReadContract()
    {
        var file = ContractFile;
        if (!File.Exists(file))
            return null;
        var parsed = WeightContract.Parse(File.ReadAllText(file));
        return parsed.Error is { } error ? throw new ProjectException($"{file}({error.Line},{error.Column}): {error.Message}") : parsed.Contract;
    }

    private bool IsOwn(string file)
    {
        var relative = Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar);
        return !relative.Any(static part => part is "bin" or "obj") && WeightContract.Parse(File.ReadAllText(file)) switch
        {
            { Contract: { } contract } => contract.Model == Spec.FullName,
            _ => Path.GetDirectoryName(file) == Path.GetDirectoryName(SourceFile),
        };
    }
}
