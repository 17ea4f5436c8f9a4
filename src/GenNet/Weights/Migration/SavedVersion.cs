using System.Globalization;
using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>Which of the versions that a class's contract keeps a file was saved with.</summary>
internal static class SavedVersion
{
    /// <summary>The version that the file's hash is of, or that the caller names; null if it is the class's own, or none that is kept.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The class.</param>
    /// <param name="options">May name the version of a file that doesn't tell.</param>
    /// <exception cref="ArgumentException">The caller names a version that the contract doesn't keep, or another than the file does.</exception>
    public static ContractVersion? Of(IWeightContainer file, ExpectedModel model, LoadOptions options)
    {
        if (model.Versions is not { } versions)
            return null;
        var hash = file.Metadata.GetValueOrDefault(WeightMetadata.ContractHash);
        if (options.Version is null)
            return hash is null || hash == model.ContractHash ? null : versions.Value.WithHash(hash);
        return Named(options.Version.Value, file.File, hash == model.ContractHash ? versions.Value.Now : hash is null ? null : versions.Value.WithHash(hash), versions.Value, model.Name);
    }

    private static ContractVersion? Named(int number, string file, ContractVersion? told, ModelVersions versions, string model)
    {
        if (told is not null && told.Number != number)
            throw new ArgumentException($"LoadOptions.{nameof(LoadOptions.FromVersion)}({Text(number)}): {file} was saved {(told.Number == 0 ? $"when {model} had no weight contract" : $"with version {Text(told.Number)} of {model}'s weight contract")}. Leave the version out: the file tells it.", "options");
        if (number == versions.Now.Number)
            return null;
        return versions.WithNumber(number) ?? throw new ArgumentException(
            $"LoadOptions.{nameof(LoadOptions.FromVersion)}({Text(number)}): the weight contract of {model} {Kept(versions)}.", "options");
    }

    private static string Kept(ModelVersions versions) => versions.Numbers.Select(Text).ToArray() is { Length: > 0 } numbers
        ? $"keeps {(numbers.Length == 1 ? "version" : "versions")} {string.Join(", ", numbers)} beside the class's own"
        : "keeps no version beside the class's own";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
