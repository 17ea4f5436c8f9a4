using System.Runtime.CompilerServices;
using GenNet.Contracts;

namespace GenNet;

/// <summary>The weight contract that a model's description carries as text, read when it is first asked for.</summary>
internal static class ModelContract
{
    private static readonly ConditionalWeakTable<string, ContractVersion> s_read = [];

    /// <summary>The one version in <paramref name="description"/>'s contract: what the class is.</summary>
    public static ContractVersion Of(ModelDescription description) => s_read.GetValue(description.Contract, Read);

    /// <summary>The one version in a contract that was compiled into a class.</summary>
    public static ContractVersion Read(string text)
    {
        var result = WeightContract.Parse(text);
        return result.Contract?.Current ?? throw new ArgumentException($"ModelDescription.Contract, line {result.Error!.Line}: {result.Error.Message}");
    }
}
