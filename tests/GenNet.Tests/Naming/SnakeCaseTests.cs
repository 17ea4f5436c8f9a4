using System.Text.RegularExpressions;
using GenNet.Naming;

namespace GenNet.Tests.Naming;

public sealed class SnakeCaseTests
{
    private const string Letters = "abzABZ019__ -.é";

    // Keras' own definition (keras/src/utils/naming.py).
    [Fact]
    public void Of_WhateverTheName_IsWhatKerasMakesOfIt()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var name = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var expected = Regex.Replace(name, @"\W+", "");
            expected = Regex.Replace(expected, "(.)([A-Z][a-z]+)", "$1_$2");
            expected = Regex.Replace(expected, "([a-z])([A-Z])", "$1_$2").ToLowerInvariant();
            Assert.True(expected == SnakeCase.Of(name), $"{name}: {SnakeCase.Of(name)}, not {expected}");
        }
    }
}
