using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Tool.Compilations;

/// <summary>An additional file of a compilation, read when it is asked for.</summary>
internal sealed class AdditionalFile(string path) : AdditionalText
{
    private readonly Lazy<SourceText> _text = new(() =>
    {
        using var stream = File.OpenRead(path);
        return SourceText.From(stream);
    });

    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => _text.Value;
}
