namespace GenNet;

/// <summary>An older version of a model's weight contract, which files may have been saved with.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash, which such files carry.</param>
/// <param name="Contract">Its text, as a contract that holds it alone.</param>
public sealed record KeptVersion(int Number, string Hash, string Contract);

/// <summary>A method of the class with a <see cref="WeightMigrationAttribute"/>.</summary>
/// <param name="Method">Its name: <c>DigitNet.Upgrade</c>.</param>
/// <param name="From">The version that it begins with.</param>
/// <param name="To">The version that it leads to; 0 for the class as it is.</param>
/// <param name="Run">Calls it with the old weights and with the new ones before it, each in the order of their contract; the result is the new ones.</param>
public sealed record MigrationDescription(string Method, int From, int To, Func<Tensor[], Tensor[], Tensor[]> Run);
