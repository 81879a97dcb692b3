"""What clean pages are made of, besides the skills of `crafts`: jobs, and what pages say of any of them."""

from __future__ import annotations

from quality.crafts import WORDED, Craft

# A target role, and its skills: each with a task that teaches it, in its own words or in another form of them.
# Those of `crafts` are not so easy.
PLAIN: dict[str, dict[str, str]] = {
    "Data Analyst": {
        "SQL": "Write twenty SQL queries against a library's loans",
        "Statistics": "Run a statistical test on two samples of bus delays",
        "Dashboard Design": "Build one dashboard for a corner shop",
        "Python (pandas)": "Clean a messy file with pandas",
        "Spreadsheet Modelling": "Model a household's year in a spreadsheet",
        "Data Storytelling": "Tell one finding from the data in five slides",
    },
    "Cloud Engineer": {
        "Linux Administration": "Set up a Linux server and break it twice",
        "Networking": "Trace why two networks cannot see each other",
        "Docker/Podman": "Put an old web shop into a Docker container",
        "Infrastructure as Code": "Describe the whole infrastructure of a blog in Terraform",
        "Cloud Security": "Lock down a cloud account, then ask a friend to get in",
        "Monitoring": "Monitor a server over one weekend",
    },
    "Technical Writer": {
        "Technical Writing": "Write up one repair so that a stranger can do it",
        "API Documentation": "Document a small public API",
        "Information Architecture": "Sort ninety help pages by the information that people look for",
        "Style Guides": "Compare the style guides of two newspapers",
        "Version Control": "Keep a handbook in Git for a month",
        "Screen Recording": "Record three short screen walk-throughs",
    },
    "Cybersecurity Analyst": {
        "Threat Modelling": "Draw the threats to a village clinic",
        "Incident Response": "Rehearse the response to a stolen laptop",
        "Log Analysis": "Read one day of logs from your own router",
        "Network Security": "Map every device on a network at home",
        "Python Scripting": "Automate a boring check in Python",
        "Risk Assessment": "Assess the risks of a school's old software",
    },
    "UX Designer": {
        "User Interviews": "Interview five people in a waiting room",
        "Wireframing": "Draw wireframes of a ticket machine",
        "Usability Testing": "Test a paper form on three users",
        "Prototyping (Figma)": "Build a prototype that can be clicked through",
        "Visual Hierarchy": "Redraw a bus timetable with a clear hierarchy",
        "Accessibility": "Make a menu accessible to a screen reader",
    },
    "Project Manager": {
        "Scheduling": "Schedule a street party backwards from its date",
        "Stakeholder Communication": "Name every stakeholder of a new bus stop",
        "Budgeting": "Budget a club's season and defend it",
        "Risk Registers": "Keep a register of risks for one move of house",
        "Agile/Scrum": "Sit in on a Scrum team's week",
        "Negotiation": "Negotiate a later date with someone who wants an earlier one",
    },
    "Industrial Electrician": {
        "Wiring Regulations": "Look up ten wiring questions in the regulations",
        "Circuit Theory": "Calculate a circuit by hand, then measure it",
        "Safe Isolation": "Isolate a test board until nobody finds fault with it",
        "Motor Control": "Start and stop a small motor from two places",
        "Reading Plans": "Walk a site with its plans in hand",
        "Solar Installation": "Help a friend to put solar panels on a shed",
    },
    "Landscape Architect": {
        "Planting Design": "Plan the planting of a dry slope",
        "Soil Science": "Take soil samples from three gardens",
        "Site Surveying": "Survey a playground with tape and level",
        "CAD Drawing": "Draw a courtyard in CAD",
        "Irrigation": "Irrigate a bed with what the roof collects",
        "Ecology": "Count what an ecologist would count in a meadow",
    },
    "Food Technologist": {
        "Food Chemistry": "Repeat a classic experiment of kitchen chemistry",
        "HACCP": "Write a HACCP plan for a soup stall",
        "Sensory Testing": "Run a blind sensory panel with neighbours",
        "Shelf-Life Studies": "Watch what shelf life does to ten jars",
        "Packaging": "Compare how four yoghurts are packaged",
        "Labelling Law": "Correct the labels of a market's jams",
    },
    "Paralegal": {
        "Legal Research": "Find out what the law says of one lease",
        "Contract Review": "Mark up a gym's contract",
        "Case Citation": "Cite ten cases without looking up the form",
        "Document Management": "Put a box of old documents in order",
        "Court Procedure": "Spend a day in the public seats of a court",
        "Plain Drafting": "Draft a letter that a tenant understands",
    },
    "Machine Learning Engineer": {
        "Linear Algebra": "Work through linear algebra with paper and pencil",
        "PyTorch/JAX": "Train a tiny classifier in JAX",
        "Model Evaluation": "Evaluate a spam filter on mail that it never saw",
        "Feature Engineering": "Invent ten features for house prices",
        "Experiment Tracking": "Track thirty runs so that a stranger can repeat one",
        "Model Serving": "Serve predictions from a cheap machine",
    },
    "Sound Engineer": {
        "Acoustics": "Measure the acoustics of a stairwell",
        "Microphone Technique": "Record one guitar with four microphones",
        "Mixing": "Mix a choir that you recorded yourself",
        "Signal Flow": "Draw the signal path of a small venue",
        "Audio Editing": "Edit an hour of interview to ten minutes",
        "Live Sound": "Help at the desk of three live concerts",
    },
    "Literary Translator": {
        "Terminology": "Keep a terminology list for one novel",
        "Subtitling": "Subtitle a short film",
        "Copyright Law": "Read the copyright clause of five contracts",
        "Proofreading": "Proofread a friend's thesis",
        "CAT Tools": "Translate one manual with a CAT tool",
        "Pitching": "Pitch a book to two publishers",
    },
    "Wind Turbine Technician": {
        "Rope Access": "Climb a practice tower on two ropes",
        "Hydraulics": "Take a hydraulic pump apart",
        "High-Voltage Safety": "Learn who may open a high-voltage cabinet",
        "Blade Repair": "Repair a cracked blade in a workshop",
        "Condition Monitoring": "Read the condition of a gearbox from its vibration",
        "First Aid": "Renew your first aid certificate",
    },
}  # fmt: skip
# All target roles with their skills.
TARGETS: dict[str, list[Craft]] = {
    **{role: [Craft((name,), (), (task,), ()) for name, task in skills.items()] for role, skills in PLAIN.items()},
    **WORDED,
}
ORIGINS = (
    "Registered Nurse", "Primary School Teacher", "Bank Teller", "Pastry Chef", "Librarian", "Journalist",
    "Hotel Receptionist", "Warehouse Lead", "Bus Driver", "Social Worker", "Florist", "Payroll Clerk",
    "Police Officer", "Retail Manager", "Music Teacher", "AI Product Tester", "R&D Technician", "Army Medic",
)  # fmt: skip
TRANSFERABLE = (
    "Shift Planning", "Patience with People", "Record Keeping", "Crisis Calm", "Explaining Things", "Stock Counts",
    "Reading Charts", "Team Rotas", "Clear Handover Notes", "Complaint Handling", "Quality Checks", "Early Starts",
    "Cash & Till Control", "Public Speaking", "Cold Calls", "Working in Teams", "Observation", "Lesson Planning",
)  # fmt: skip
RESOURCES = (
    "Open University: first steps", "freeCodeCamp forum", "MIT OpenCourseWare", "LinkedIn Learning path",
    "The Patient Beginner (2nd edition)", "Evening classes at the town hall", "Podcast with Ines Duarte",
    "A mentor from the trade association", "OpenLearn", "DataCamp", "“From Zero” by Jörg Möller", "YouTube lectures",
    "Local meetup", "Khan Academy", "Notes by O. Nováková", "Trade fair in Malmö", "Community workshop",
    "FutureLearn short course", "Café study group", "Free sample exam", "McKenna's exercise book",
)  # fmt: skip
PHASES = (
    "Foundations", "First Steps", "Daily Practice", "First Project", "Proof of Work", "Deep Dive", "Job Search",
    "On Your Own", "Trial Weeks", "Getting Known", "The Long Middle", "A Second Look",
)  # fmt: skip
CHORES = (
    "Note what went wrong, and why", "Show your work to someone who does it for a living", "Apply to five positions",
    "Ask a former colleague for half an hour", "Send ten to fifteen applications", "Reach 95% in the sample exam",
    "Read five to ten papers and keep one", "Visit two local firms", "Write 300 words about what you learnt",
    "Explain one idea to a child", "Repeat the hardest exercise", "Keep a diary of your hours",
)  # fmt: skip
LEADS = (
    "Here's what you'll need to learn, prioritized by importance for your transition.",
    "Here’s what you’ll need to learn, prioritized by importance for your transition.",
)
OVERVIEWS = (
    "A {first} notices what others overlook, and a {second} is paid for just that.",
    "Three in ten people who try this have done it before they were 40.",
    "The work of a {first} and that of a {second} have more in common than their names.",
    "You will write some 15 letters and hear back from 6.",
    "Most firms look for somebody who asks before anything breaks.",
    "Nobody starts from nothing, and a {first} least of all.",
    "The first offer is rarely the best one; the second often is.",
    "Some 2,400 people made this change in 2024.",
)  # fmt: skip
DESCRIPTIONS = (
    "You do it every morning before the coffee.", "Teams in the new job ask for it in 4 of 5 interviews.",
    "It took you years, and it carries over whole.", "Others learn it on the job; you bring it along.",
    "Say so in the first interview, with an example.", "It is what a {second} does, under another name.",
)  # fmt: skip
GUIDANCE = (
    "Start with a problem of your own, and stop when it is solved.", "Take one evening class, then practise alone.",
    "Find somebody who does it, and watch.", "Do the exercises; reading alone does not stick.",
    "A small result that works is better than a large one that does not.", "Read 20 pages, then do 2 of them.",
    "Learn it on 3 small jobs before a large one.",
)  # fmt: skip
REWARDS = (
    "Work that you can show to friends", "Fewer night shifts", "Colleagues who like questions", "Time to think",
    "Problems that have an end", "Being asked before decisions are made", "Seeing your work used",
)  # fmt: skip
TRADEOFFS = (
    "The pace of a {first}'s day", "People who thank you on the spot", "Knowing every answer", "Being on your feet",
    "A team that you know by heart", "The noise, in a way", "Leaving work at work",
)  # fmt: skip
CHALLENGES = (
    "Learning after hours", "A first job below your rank", "Tests that ask for years you do not have",
    "Staying with it when it gets dull", "Explaining the change at 50 interviews", "Being a beginner again",
)  # fmt: skip
STEPS = (
    "Ask a {second} for a short talk", "Put two evenings a week into the calendar", "Read one job advert to its end",
    "Tell a friend what you plan", "Save 20 adverts and underline what they share", "Find the nearest course",
    "Send one message to a stranger in the trade", "Write a new first line for your CV",
)  # fmt: skip
OTHER_ANSWERS = (
    ("Do I need a degree?", "No. Two of three firms look at what you have done."),
    ("Am I too old at 45?", "No; a third of the beginners are older than that."),
    ("How long is the certificate valid?", "It expires after 3 years."),
    ("Can I keep my job meanwhile?", "Most people do, and go down to 4 days in the end."),
    ("How do I explain the change?", "With one example, told in less than 2 minutes."),
    ("What if I do not like it?", "Then you have learnt it before you quit."),
    ("Who hires beginners?", "Small firms, and large ones with 500 people or more."),
)  # fmt: skip
DEMANDS = ("High", "Growing steadily", "Very high in the north", "Stable, with fewer juniors than before")
LEVELS = {"Easy": "easy", "Moderate": "moderate", "Challenging": "challenging", "Hard": "hard"}
HOW_LONG = (
    "How long does the transition take?", "How long does it take to become a {second}?",
    "How long will the transition from {first} to {second} take?", "How quickly can I make this transition?",
)  # fmt: skip
TIME_ANSWERS = (
    "Expect {time} at {hours} hours per week.", "Most people need {time}.", "Plan for {time} of evening study.",
    "It takes {time} if you study {hours} hours per week.", "Typically {time}, with {hours} hours a week.",
    "The change takes {time}, from the first lesson to the first day at work.",
)  # fmt: skip
WHAT_PAY = ("What will I earn?", "How does the salary compare?", "Will I earn more as a {second}?")
PAY_ANSWERS = (
    "{firsts} earn {old}, while {seconds} earn {new}.",
    "{firsts} typically make {old}. {seconds} make {new}.",
    "As a {first} you probably earn {old}; {seconds} earn {new}.",
    "Most {seconds} earn {new}, and {firsts} earn {old}.",
)  # fmt: skip
