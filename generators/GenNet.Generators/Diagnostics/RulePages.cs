namespace GenNet.Generators.Diagnostics;

/// <summary>The pages <c>generators/rules/&lt;id&gt;.md</c>, and how a user comes to read one. They travel in the tool.</summary>
internal static partial class RulePages
{
    /// <summary>The command that prints the page of a rule.</summary>
    /// <param name="id">The rule's id.</param>
    public static string HowToRead(string id) => $"dotnet gennet explain {id}";

    /// <summary>The page's address where the repository is published; null if it is not.</summary>
    /// <param name="id">The rule's id.</param>
    public static string? AddressOf(string id) => AddressOf(id, RepositoryUrl);

    /// <summary>The page's address in the repository at <paramref name="repositoryUrl"/>; null if that is empty.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="repositoryUrl">Address of the repository.</param>
    public static string? AddressOf(string id, string repositoryUrl) =>
        repositoryUrl.Length == 0 ? null : $"{repositoryUrl.TrimEnd('/')}/blob/main/generators/rules/{id}.md";
}
