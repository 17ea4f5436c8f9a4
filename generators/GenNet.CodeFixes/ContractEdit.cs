using System.Text;
using GenNet.Generators.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.CodeFixes;

/// <summary>A contract to write: what a diagnostic carries in its properties.</summary>
internal sealed class ContractEdit
{
    private readonly string _path;
    private readonly string _text;

    private ContractEdit(string path, string text) => (_path, _text) = (path, text);

    /// <summary>Path of the file that it writes.</summary>
    public string Target => _path;

    public string FileName => Path.GetFileName(_path);

    /// <summary>What <paramref name="diagnostic"/> asks for; null if it asks for nothing.</summary>
    public static ContractEdit? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ContractFix.Path, out var path) && diagnostic.Properties.TryGetValue(ContractFix.Text, out var text)
        && path is not null && text is not null
            ? new(path, text)
            : null;

    /// <summary>The solution of <paramref name="project"/> with the contract written, wherever that file is linked, or added.</summary>
    public Solution Apply(Project project)
    {
        var solution = project.Solution;
        var found = false;
        foreach (var document in solution.Projects.SelectMany(static p => p.AdditionalDocuments).Where(d => d.FilePath == _path).ToArray())
        {
            var encoding = document.TryGetText(out var before) ? before.Encoding : null;
            solution = solution.WithAdditionalDocumentText(document.Id, SourceText.From(_text, encoding ?? Utf8));
            found |= document.Project.Id == project.Id;
        }
        return found
            ? solution
            : solution.GetProject(project.Id)!.AddAdditionalDocument(FileName, SourceText.From(_text, Utf8), filePath: _path).Project.Solution;
    }

    private static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
