using System.Reflection;

namespace GenNet.Tool.Rules;

/// <summary>The pages of all rules, <c>generators/rules/*.md</c>; they travel in this assembly.</summary>
internal static class RuleBook
{
    private const string Folder = "rules/";
    private const string Extension = ".md";

    private static readonly Assembly s_assembly = typeof(RuleBook).Assembly;

    /// <summary>The ids of all rules, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. s_assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(static name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The first line of a rule's page, without its mark: <c>GN1001: A saved variable has another shape</c>.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    public static string TitleOf(string id) => PageOf(id).Split('\n')[0].TrimStart('#', ' ').TrimEnd();

    /// <summary>A rule's page, as Markdown.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    public static string PageOf(string id)
    {
        using var reader = new StreamReader(s_assembly.GetManifestResourceStream(Folder + id + Extension)!);
        return reader.ReadToEnd();
    }
}
