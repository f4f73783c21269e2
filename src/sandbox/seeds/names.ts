const list = (text: string): string[] => text.trim().split(/,\s+/);

export const givenNames = list(`
  Aaliyah, Agnieszka, Ahmed, Aiko, Alejandro, Amélie, Anders, Aoife, Beatriz, Bogdan, Brigitte,
  Chloë, Dmitri, Eleni, Emeka, Fatima, Fionn, Giulia, Hanna, Hiroshi, Ines, Jakub, Jürgen,
  Kateřina, Khadija, Lars, Léa, Mateus, Mei, Mohammed, Ngozi, Nikolai, Olivia, Priya, Rafael,
  Saoirse, Sven, Tomás, Ursula, Wei, Yara, Yuki, Zoë, Žofia
`);

export const familyNames = list(`
  Åkesson, Almeida, Andersen, Bakker, Bianchi, Çelik, Chen, Cohen, Dubois, Eze, Fischer, García,
  Gruber, Haddad, Horváth, Ivanov, Jensen, Kaplan, Kim, Kowalski, Kumar, Laurent, Lindqvist,
  MacDonald, Mbeki, Moreau, Müller, Nakamura, Nguyễn, Novák, Ó Briain, Okafor, Papadopoulos,
  Petrović, Rahman, Rossi, Santos, Şahin, Schneider, Silva, Singh, Tanaka, Thompson, Van Dijk,
  Wang, Weber, Wójcik, Yamamoto, Zhang, Zieliński
`);
