using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What became of a contract's text: a contract, or the first thing that is wrong with it.</summary>
public sealed class ContractParseResult
{
    internal ContractParseResult(WeightContract contract) => (Contract, ModelNames) = (contract, EquatableArray.Of(contract.Model));

    internal ContractParseResult(ContractError error, EquatableArray<string> modelNames) => (Error, ModelNames) = (error, modelNames);

    /// <summary>What the lines <c>model</c> name, also where the text is wrong: both names where two changes of it met in a merge, none if it has no such line.</summary>
    public EquatableArray<string> ModelNames { get; }

    /// <summary>The contract; null if the text is wrong.</summary>
    public WeightContract? Contract { get; }

    /// <summary>What is wrong; null if nothing is.</summary>
    public ContractError? Error { get; }
}

/// <summary>What is wrong with a contract's text, and where.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Column">Number of the first character, from 1.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ContractError(int Line, int Column, int Length, string Message)
{
    /// <summary>Whether it is the mark of a merge conflict.</summary>
    public bool IsConflict { get; init; }
}

/// <summary>Leaves the reader where the text is wrong; never leaves <see cref="ContractReader"/>.</summary>
internal sealed class ContractSyntaxException(ContractError error) : Exception(error.Message)
{
    public ContractError Error { get; } = error;
}
